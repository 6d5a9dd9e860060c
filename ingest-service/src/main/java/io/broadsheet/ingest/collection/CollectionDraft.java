package io.broadsheet.ingest.collection;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.broadsheet.events.CollectionChanged;
import io.broadsheet.ingest.field.ArticleId;
import io.broadsheet.ingest.field.DraftImage;
import io.broadsheet.ingest.field.ListLimit;
import io.broadsheet.ingest.field.PlainLine;
import io.broadsheet.ingest.field.PlainText;
import io.broadsheet.ingest.field.Slug;
import io.broadsheet.ingest.problem.Problem;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.hibernate.validator.constraints.UniqueElements;
import org.jspecify.annotations.Nullable;

/**
 * A collection as an editor sends it. What the answer has beyond that is ignored, so that
 * it can be changed and sent back.
 *
 * @param slug the one of the address, or absent
 * @param title plain text, up to 200 characters
 * @param summary what it is about, plain text, up to 2,000 characters
 * @param image the banner
 * @param startsAt when readers are to see it from; at once if absent
 * @param endsAt the first moment when they no longer are to; never if absent
 * @param pinned ids of the articles that stand first, in order, up to 100; they need not
 * exist yet
 * @param tag slug of the tag whose articles belong to it too
 */
@JsonIgnoreProperties("updatedAt")
record CollectionDraft(@Nullable String slug, @NotBlank @Size(max = 200) @PlainLine String title,
		@Nullable @Size(max = 2000) @PlainText String summary, @Nullable @Valid DraftImage image,
		@Nullable OffsetDateTime startsAt, @Nullable OffsetDateTime endsAt,
		@Nullable @Size(max = MOST_PINNED) @UniqueElements(
				message = "must name each article once") List<@NotNull @Pattern(regexp = ArticleId.REGEXP,
						message = "must be the id of an article") String> pinned,
		@Nullable @Slug String tag) {

	static final int MOST_PINNED = 100;

	CollectionDraft {
		pinned = ListLimit.cut(pinned, MOST_PINNED);
	}

	/**
	 * The collection that is asked for.
	 * @param address its slug in the address
	 * @param zone the publisher's
	 * @param now when it is asked for
	 * @return the collection
	 */
	CollectionChanged collection(String address, ZoneId zone, Instant now) {
		if (this.slug != null && !this.slug.equals(address)) {
			throw Problem.invalidField("/slug", "is not the one of the address");
		}
		OffsetDateTime start = inZone(this.startsAt, zone);
		OffsetDateTime end = inZone(this.endsAt, zone);
		if (start != null && end != null && !start.isBefore(end)) {
			throw Problem.invalidField("/endsAt", "must be after startsAt");
		}
		List<String> articles = (this.pinned != null) ? this.pinned : List.of();
		if (articles.isEmpty() && this.tag == null) {
			throw Problem.invalidField("/pinned", "must name at least one article if there is no tag");
		}
		return new CollectionChanged(address, this.title.strip(), this.summary,
				(this.image != null) ? this.image.image() : null, start, end, articles, this.tag,
				now.truncatedTo(ChronoUnit.MICROS).atZone(zone).toOffsetDateTime());
	}

	private static @Nullable OffsetDateTime inZone(@Nullable OffsetDateTime time, ZoneId zone) {
		return (time != null) ? time.truncatedTo(ChronoUnit.MILLIS).atZoneSameInstant(zone).toOffsetDateTime() : null;
	}

}
