/** The life of one alert, put together from what the topics say of it. Pure: knows no Kafka and no clock. */
@NullMarked
package dev.tocsin.history.life;

import org.jspecify.annotations.NullMarked;
