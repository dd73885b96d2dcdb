package dev.tocsin.notifier.text.sandbox;

import io.pebbletemplates.pebble.attributes.AttributeResolver;
import io.pebbletemplates.pebble.error.PebbleException;
import io.pebbletemplates.pebble.extension.AbstractExtension;
import io.pebbletemplates.pebble.extension.Extension;
import io.pebbletemplates.pebble.extension.ExtensionCustomizer;
import io.pebbletemplates.pebble.extension.Filter;
import io.pebbletemplates.pebble.extension.Function;
import io.pebbletemplates.pebble.extension.Test;
import io.pebbletemplates.pebble.extension.escaper.SafeString;
import io.pebbletemplates.pebble.node.expression.ConcatenateExpression;
import io.pebbletemplates.pebble.node.expression.ContainsExpression;
import io.pebbletemplates.pebble.operator.Associativity;
import io.pebbletemplates.pebble.operator.BinaryOperator;
import io.pebbletemplates.pebble.operator.BinaryOperatorImpl;
import io.pebbletemplates.pebble.operator.BinaryOperatorType;
import io.pebbletemplates.pebble.operator.UnaryOperator;
import io.pebbletemplates.pebble.template.EvaluationContext;
import io.pebbletemplates.pebble.template.EvaluationContextImpl;
import io.pebbletemplates.pebble.template.PebbleTemplate;
import io.pebbletemplates.pebble.template.PebbleTemplateImpl;
import io.pebbletemplates.pebble.tokenParser.TokenParser;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What the engine offers to templates: of its own only what is named here, because it can neither run for long nor
 * build large things nor reach anything. Left out are, among others, {@code range} and {@code ..}, {@code format},
 * {@code matches} and {@code split} (regular expressions), {@code +} (which builds texts and lists), {@code raw}.
 */
final class SandboxExtension extends AbstractExtension {
    /** The engine's filters that are left. */
    static final Set<String> FILTERS =
            Set.of("capitalize", "default", "first", "join", "last", "length", "lower", "title", "trim", "upper");
    /** The engine's tests that are left. */
    static final Set<String> TESTS = Set.of("empty", "even", "odd");

    private static final Set<String> OPERATORS =
            Set.of("or", "and", "is", "is not", "==", "equals", "!=", ">", "<", ">=", "<=", "|");

    private final Rules rules;

    SandboxExtension(Rules rules) {
        this.rules = rules;
    }

    @Override
    public List<TokenParser> getTokenParsers() {
        return Tags.all();
    }

    @Override
    public Map<String, Filter> getFilters() {
        Map<String, Filter> filters = new HashMap<>();
        rules.filters().forEach((name, filter) -> filters.put(name, new Paid(name, new Own(name, filter))));
        // The engine applies this one to everything that is put out and is no word of the template itself.
        filters.put("escape", new Mark());
        return filters;
    }

    @Override
    public List<BinaryOperator> getBinaryOperators() {
        return List.of(
                new BinaryOperatorImpl(
                        "contains", 20, PaidContains::new, BinaryOperatorType.NORMAL, Associativity.LEFT),
                new BinaryOperatorImpl(
                        "~", 110, PaidConcatenation::new, BinaryOperatorType.NORMAL, Associativity.LEFT));
    }

    @Override
    public List<AttributeResolver> getAttributeResolver() {
        return List.of(Parts.RESOLVER);
    }

    /** What is left of one of the engine's own extensions. */
    static final class Left extends ExtensionCustomizer {
        Left(Extension whole) {
            super(whole);
        }

        @Override
        public Map<String, Filter> getFilters() {
            return named(super.getFilters(), FILTERS).entrySet().stream()
                    .collect(Collectors.toMap(Map.Entry::getKey, e -> new Paid(e.getKey(), e.getValue())));
        }

        @Override
        public Map<String, Test> getTests() {
            return named(super.getTests(), TESTS);
        }

        @Override
        public Map<String, Function> getFunctions() {
            return Map.of();
        }

        @Override
        public List<TokenParser> getTokenParsers() {
            return List.of();
        }

        @Override
        public List<AttributeResolver> getAttributeResolver() {
            return List.of();
        }

        @Override
        public List<BinaryOperator> getBinaryOperators() {
            List<BinaryOperator> all = super.getBinaryOperators();
            return all == null
                    ? List.of()
                    : all.stream()
                            .filter(one -> OPERATORS.contains(one.getSymbol()))
                            .toList();
        }

        @Override
        public List<UnaryOperator> getUnaryOperators() {
            List<UnaryOperator> all = super.getUnaryOperators();
            return all == null
                    ? List.of()
                    : all.stream().filter(one -> one.getSymbol().equals("not")).toList();
        }

        private static <T> Map<String, T> named(Map<String, T> all, Set<String> names) {
            return all == null
                    ? Map.of()
                    : all.entrySet().stream()
                            .filter(e -> names.contains(e.getKey()))
                            .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        }
    }

    /** Marks a value, whatever it is. */
    private static final class Mark implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return List.of();
        }

        @Override
        public Object apply(
                Object value, Map<String, Object> given, PebbleTemplate self, EvaluationContext context, int line) {
            return value == null ? "" : new SafeString(Marked.mark(String.valueOf(value)));
        }
    }

    /** A filter that is paid for: by the text that it goes through, and by the one that comes out. */
    private record Paid(String name, Filter filter) implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return filter.getArgumentNames();
        }

        @Override
        public Object apply(
                Object value, Map<String, Object> given, PebbleTemplate self, EvaluationContext context, int line) {
            try {
                Object paid = Budget.paid(context, value);
                return Budget.paid(context, filter.apply(paid, given, self, context, line));
            } catch (ClassCastException | IndexOutOfBoundsException e) {
                // The engine's own don't look at what they are given.
                throw new PebbleException(e, name + ": it does not work on this", line, self.getName());
            }
        }
    }

    /** A filter of the rules. */
    private record Own(String name, TextFilter filter) implements Filter {
        @Override
        public List<String> getArgumentNames() {
            return filter.arguments();
        }

        @Override
        public Object apply(
                Object value, Map<String, Object> given, PebbleTemplate self, EvaluationContext context, int line) {
            try {
                List<Object> arguments = new ArrayList<>();
                for (String argument : filter.arguments()) {
                    if (given.containsKey(argument)) {
                        arguments.add(given.getOrDefault(argument, ""));
                    }
                }
                return filter.function().apply(value == null ? "" : value, arguments);
            } catch (IllegalArgumentException e) {
                throw new PebbleException(e, name + ": " + e.getMessage(), line, self.getName());
            }
        }
    }

    private static final class PaidConcatenation extends ConcatenateExpression {
        @Override
        public String evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            String text = super.evaluate(self, context);
            Object paid = Budget.paid(context, text);
            return String.valueOf(paid);
        }
    }

    private static final class PaidContains extends ContainsExpression {
        @Override
        public Boolean evaluate(PebbleTemplateImpl self, EvaluationContextImpl context) {
            Object whole = getLeftExpression().evaluate(self, context);
            Object part = getRightExpression().evaluate(self, context);
            Budget.search(context, whole, part);
            return switch (whole) {
                case null -> false;
                case String text -> text.contains(String.valueOf(part));
                case Collection<?> all -> all.contains(part);
                case Map<?, ?> map -> map.containsKey(part);
                default ->
                    throw new PebbleException(
                            null, "contains is for texts, lists and labels", getLineNumber(), self.getName());
            };
        }
    }
}
