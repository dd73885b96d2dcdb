package dev.tocsin.kit.settings;

/** The settings of a catalogue as a page shows them. */
public final class SettingsTable {
    private SettingsTable() {}

    /** Returns a Markdown table with a row for each setting and then each family. */
    public static String markdown(Catalogue catalogue) {
        StringBuilder table = new StringBuilder("| Setting | Value | Default | What it is |\n|---|---|---|---|\n");
        for (Setting<?> setting : catalogue.settings()) {
            row(table, setting.name(), setting.kind(), setting.shownDefault(), setting.description());
        }
        for (Family<?> family : catalogue.families()) {
            row(table, family.pattern(), family.kind(), "", family.description());
        }
        return table.toString();
    }

    private static void row(StringBuilder table, String name, Kind<?> kind, String shownDefault, String description) {
        String also = kind.secret() ? " (or `" + name + "_FILE`)" : "";
        String code =
                shownDefault.isEmpty() || shownDefault.equals("required") ? shownDefault : "`" + shownDefault + "`";
        table.append("| `%s`%s | %s | %s | %s |%n"
                .formatted(name, also, cell(kind.expected()), cell(code), cell(description))
                .replace(System.lineSeparator(), "\n"));
    }

    private static String cell(String text) {
        return text.replace("|", "\\|");
    }
}
