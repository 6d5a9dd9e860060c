package io.broadsheet.ingest.field;

import io.broadsheet.events.Image;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Positive;
import jakarta.validation.constraints.Size;
import org.jspecify.annotations.Nullable;

/**
 * A picture as an editor sends it.
 *
 * @param url where it is, http or https
 * @param caption what it shows, for all readers, plain text, up to 2,000 characters
 * @param credit who made it, plain text, up to 500 characters
 * @param alt what it shows, for readers who can't see it, plain text, up to 2,000
 * characters
 * @param language BCP 47 tag of caption and alt
 * @param width pixels
 * @param height pixels
 */
public record DraftImage(@NotNull @Size(max = 2000) @WebAddress String url,
		@Nullable @Size(max = 2000) @PlainText String caption, @Nullable @Size(max = 500) @PlainLine String credit,
		@Nullable @Size(max = 2000) @PlainText String alt, @Nullable @LanguageTag String language,
		@Nullable @Positive Integer width, @Nullable @Positive Integer height) {

	/**
	 * The picture as events tell it.
	 * @return the picture
	 */
	public Image image() {
		return new Image(this.url, this.caption, this.credit, this.alt, this.language, this.width, this.height);
	}

}
