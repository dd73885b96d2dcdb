package dev.tocsin.kit.lifecycle;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The signals of the operating system.
 *
 * <p>The JDK offers them only in {@code sun.misc}, and the compiler's warning about that package cannot be suppressed:
 * so they are reached by reflection.
 */
public final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final String SIGNAL = "sun.misc.Signal";
    private static final String HANDLER = "sun.misc.SignalHandler";

    private Signals() {}

    /** Runs the action at every SIGHUP, which would otherwise end the process; a failing action is logged. */
    public static void onHangup(Runnable action) {
        handle("HUP", action);
    }

    static void handle(String name, Runnable action) {
        install(name, handler(name, action));
    }

    static void handleOnce(String name, Runnable action) {
        handle(name, () -> {
            install(name, defaultHandler());
            action.run();
        });
    }

    private static Object handler(String name, Runnable action) {
        Class<?> type = type(HANDLER);
        return Proxy.newProxyInstance(
                Signals.class.getClassLoader(), new Class<?>[] {type}, (proxy, method, arguments) -> {
                    if (method.getName().equals("handle")) {
                        run(name, action);
                        return null;
                    }
                    // What every object can do; nobody asks a handler for it.
                    return method.invoke(action, arguments);
                });
    }

    private static void run(String name, Runnable action) {
        try {
            action.run();
        } catch (RuntimeException e) {
            LOG.atError().addKeyValue("signal", "SIG" + name).setCause(e).log("Acting on the signal failed");
        }
    }

    private static void install(String name, Object handler) {
        try {
            Class<?> signal = type(SIGNAL);
            Method handle = signal.getMethod("handle", signal, type(HANDLER));
            handle.invoke(null, signal.getConstructor(String.class).newInstance(name), handler);
        } catch (InvocationTargetException e) {
            // Windows has no SIGHUP, and -Xrs takes the signals away: the process then stops without closing.
            LOG.atWarn()
                    .addKeyValue("signal", "SIG" + name)
                    .setCause(e.getCause())
                    .log("The signal cannot be handled");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no " + SIGNAL, e);
        }
    }

    private static Object defaultHandler() {
        try {
            return type(HANDLER).getField("SIG_DFL").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no " + HANDLER, e);
        }
    }

    private static Class<?> type(String name) {
        try {
            return Class.forName(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException("this JDK has no " + name, e);
        }
    }
}
