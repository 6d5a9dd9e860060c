package io.broadsheet.ingest.imports.item;

import java.util.ArrayList;
import java.util.List;

import io.broadsheet.ingest.problem.FieldError;
import org.jspecify.annotations.Nullable;

/**
 * What an item of a document lacks to be a draft.
 */
public final class Missing {

	private final List<FieldError> errors = new ArrayList<>();

	/**
	 * A value that a draft can't do without.
	 * @param value what the document has
	 * @param pointer where it belongs in a draft
	 * @param reason what is wrong if it is not there
	 * @return the value, or an empty text if it is noted as missing
	 */
	public String require(@Nullable String value, String pointer, String reason) {
		if (value == null || value.isBlank()) {
			this.errors.add(new FieldError(pointer, reason));
			return "";
		}
		return value.strip();
	}

	/**
	 * Something else that is wrong.
	 * @param pointer where it is in a draft, or nothing if it is the whole item
	 * @param reason what is wrong
	 */
	public void note(String pointer, String reason) {
		this.errors.add(new FieldError(pointer, reason));
	}

	/**
	 * What was missing.
	 * @return an error for each value, in the order of asking
	 */
	public List<FieldError> errors() {
		return List.copyOf(this.errors);
	}

}
