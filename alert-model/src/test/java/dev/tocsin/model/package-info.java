/** What the tests of this module share: alerts, routes and policies in few words. */
@NullMarked
package dev.tocsin.model;

import org.jspecify.annotations.NullMarked;
