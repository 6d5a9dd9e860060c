package io.broadsheet.events;

import java.util.Arrays;
import java.util.Optional;

import com.fasterxml.jackson.annotation.JsonValue;

/**
 * What a reader can feel about an article. A reader may give each kind once.
 */
public enum ReactionKind {

	/** Liked. */
	LIKE("like"),

	/** Loved. */
	LOVE("love"),

	/** Amazed. */
	WOW("wow"),

	/** Saddened. */
	SAD("sad"),

	/** Angered. */
	ANGRY("angry");

	private final String wireName;

	ReactionKind(String wireName) {
		this.wireName = wireName;
	}

	/**
	 * Finds the kind with this name.
	 * @param wireName such as {@code like}, in lower case
	 * @return the kind, or nothing if there is none of this name
	 */
	public static Optional<ReactionKind> of(String wireName) {
		return Arrays.stream(values()).filter((kind) -> kind.wireName.equals(wireName)).findFirst();
	}

	/**
	 * The name in events and addresses, such as {@code like}.
	 * @return the name on the wire
	 */
	@JsonValue
	public String wireName() {
		return this.wireName;
	}

}
