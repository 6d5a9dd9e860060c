package io.broadsheet.ingest.imports.item;

import org.jspecify.annotations.Nullable;

/**
 * What items get that a document does not tell.
 *
 * @param section slug of the section of items that name none
 * @param language BCP 47 tag of the language of items that name none
 */
public record ImportDefaults(@Nullable String section, @Nullable String language) {

	/** For documents that tell everything. */
	public static final ImportDefaults NONE = new ImportDefaults(null, null);

}
