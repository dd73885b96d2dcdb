package dev.tocsin.standalone.e2e;

/**
 * A command that has ended.
 *
 * @param code with which it ended
 * @param output what it printed and logged, mixed as on a terminal
 */
public record Ended(int code, String output) {}
