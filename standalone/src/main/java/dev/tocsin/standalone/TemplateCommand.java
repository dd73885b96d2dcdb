package dev.tocsin.standalone;

import dev.tocsin.notifier.text.Template;
import java.io.PrintWriter;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints the words of messages, to be changed. */
@Command(
        name = "template",
        mixinStandardHelpOptions = true,
        description = {
            "Prints the standard template, which has the words of messages: copy it, change it, and name the copy as"
                    + " template_file beside the name of a receiver in tocsin.yml.",
            "docs/templates.md tells what it may say, and check finds what is wrong with it."
        })
final class TemplateCommand implements Runnable {
    @Spec
    private CommandSpec spec;

    @SuppressWarnings("NullAway.Init") // picocli fills the field in
    TemplateCommand() {}

    @Override
    public void run() {
        PrintWriter out = spec.commandLine().getOut();
        out.print(Template.standardSource());
        out.flush();
    }
}
