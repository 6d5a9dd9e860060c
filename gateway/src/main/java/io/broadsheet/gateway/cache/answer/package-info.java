/**
 * An answer that is kept: whether it may be, and how it is given again.
 */
@NullMarked
package io.broadsheet.gateway.cache.answer;

import org.jspecify.annotations.NullMarked;
