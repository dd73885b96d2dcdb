package dev.tocsin.kit.lifecycle;

/** A part of a process that can be started, asked and closed. */
public interface Component extends AutoCloseable {

    /** Returns the name under which operators meet it in logs and in {@code /-/ready}. */
    String name();

    /** Starts the work and returns; called once. */
    void start();

    /** Says whether the work can be done now: quick, and with a reason instead of an exception. */
    CheckResult check();

    /** Ends the work within a bounded time; harmless when repeated or never started. */
    @Override
    void close();
}
