/**
 * The files that {@code analyze} writes for machines. Their names and columns are a contract.
 *
 * <p>Tables are CSV or Parquet, with the same columns. CSV is UTF-8 with line feeds, quoted after
 * RFC 4180, and numbers look the same under every locale. Values stay as the platform wrote them:
 * an id that begins with {@code =}, {@code +}, {@code -} or {@code @} is not changed, because the
 * files are joined by id with the platform's own tables, and an id with an apostrophe in front
 * joins with nothing. Whoever opens them in a spreadsheet imports the id columns as text; {@code
 * report.html} is made for looking.
 */
@NullMarked
package dev.ringwatch.app.output;

import org.jspecify.annotations.NullMarked;
