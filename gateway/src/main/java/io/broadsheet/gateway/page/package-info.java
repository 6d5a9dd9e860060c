/**
 * Whole pages in one call, made of what the other routes answer.
 */
@NullMarked
package io.broadsheet.gateway.page;

import org.jspecify.annotations.NullMarked;
