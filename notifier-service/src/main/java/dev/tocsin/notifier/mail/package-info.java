/** Tells alerts by e-mail: what a letter looks like, how it is posted over SMTP and how that ends. Knows no Kafka and no lanes. */
@NullMarked
package dev.tocsin.notifier.mail;

import org.jspecify.annotations.NullMarked;
