/** Severities, matchers, the route tree and receivers: the policy of tocsin.yml as values. Knows no file format. */
@NullMarked
package dev.tocsin.model.route;

import org.jspecify.annotations.NullMarked;
