/** What an alert is and what makes it that alert. Knows no route, no receiver and no clock. */
@NullMarked
package dev.tocsin.model.alert;

import org.jspecify.annotations.NullMarked;
