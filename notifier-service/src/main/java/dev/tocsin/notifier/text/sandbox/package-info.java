/**
 * Templates that may put words together and nothing else: they read the values that they are given, and neither Java,
 * files nor time. The only place that knows the template engine; knows nothing of alerts.
 */
@NullMarked
package dev.tocsin.notifier.text.sandbox;

import org.jspecify.annotations.NullMarked;
