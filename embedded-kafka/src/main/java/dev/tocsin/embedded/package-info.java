/** A KRaft broker in this JVM. */
@NullMarked
package dev.tocsin.embedded;

import org.jspecify.annotations.NullMarked;
