/** What one alert costs in each step, in time and in memory that is allocated. */
@NullMarked
package dev.tocsin.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
