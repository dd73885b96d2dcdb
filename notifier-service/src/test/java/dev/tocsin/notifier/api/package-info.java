@NullMarked
package dev.tocsin.notifier.api;

import org.jspecify.annotations.NullMarked;
