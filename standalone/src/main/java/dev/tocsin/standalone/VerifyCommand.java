package dev.tocsin.standalone;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;

/** The test suite; the launcher script runs it, since it builds what this process is made of. */
@Command(
        name = "verify",
        mixinStandardHelpOptions = true,
        description = {
            "Runs the whole test suite (what CI runs).",
            "verify --kills N [--rate ALERTS_PER_SECOND] [--seed N] runs the kill run alone, in its long form.",
            "verify --run NAME runs a proof of delivery in its long form: rest-kills, webhook-kills,"
                    + " fallback-kills, archived-room, backlog, replay (--kills N, --alerts N, --seed N)."
        })
final class VerifyCommand implements Callable<Integer> {
    @Override
    public Integer call() {
        throw new WrongUsageException("verify needs the source folder: run ./tocsin verify there");
    }
}
