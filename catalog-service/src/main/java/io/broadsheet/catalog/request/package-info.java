/**
 * What all routes share: how parameters are read, and what is answered when they can't
 * be, or when the database can't.
 */
@NullMarked
package io.broadsheet.catalog.request;

import org.jspecify.annotations.NullMarked;
