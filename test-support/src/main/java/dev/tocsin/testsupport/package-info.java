/** Fixtures, fakes and fault drivers for tests. */
@NullMarked
package dev.tocsin.testsupport;

import org.jspecify.annotations.NullMarked;
