package io.broadsheet.events;

import java.util.Objects;

import org.jspecify.annotations.Nullable;

/**
 * A photo or drawing of an article or a collection. Caption, credit and alternative text
 * are three things, and stay apart.
 *
 * @param url where the picture is, http or https
 * @param caption what the picture shows, for all readers
 * @param credit who made it
 * @param alt what the picture shows, for readers who can't see it
 * @param language BCP 47 tag of caption and alt; the article's language if absent
 * @param width pixels
 * @param height pixels
 */
public record Image(String url, @Nullable String caption, @Nullable String credit, @Nullable String alt,
		@Nullable String language, @Nullable Integer width, @Nullable Integer height) {

	public Image {
		Objects.requireNonNull(url, "url");
	}
}
