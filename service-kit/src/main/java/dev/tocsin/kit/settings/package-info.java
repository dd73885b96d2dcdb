/** Settings as typed constants, read once from the environment and an env file; must not know which service reads them. */
@NullMarked
package dev.tocsin.kit.settings;

import org.jspecify.annotations.NullMarked;
