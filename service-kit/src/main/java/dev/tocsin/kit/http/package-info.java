/** The HTTP server every service shares: admin paths, problem bodies, safe defaults; must not know what else is served. */
@NullMarked
package dev.tocsin.kit.http;

import org.jspecify.annotations.NullMarked;
