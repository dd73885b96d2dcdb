package dev.tocsin.history.life;

import dev.tocsin.history.life.Facts.Heard;

/** What was heard and what came of it. */
record Judged(Heard heard, Verdict verdict) {}
