package io.broadsheet.catalog;

import java.time.OffsetDateTime;
import java.util.List;

import io.broadsheet.events.CollectionChanged;
import io.broadsheet.events.Image;
import org.jspecify.annotations.Nullable;

/**
 * The mother of all collections in tests.
 */
public final class Collections {

	public static final OffsetDateTime START = OffsetDateTime.parse("2026-02-14T00:00:00+07:00");

	public static final OffsetDateTime END = OffsetDateTime.parse("2026-02-23T00:00:00+07:00");

	private static final Image LANTERNS = new Image("https://paper.example/media/lanterns.svg", "Lanterns", "M. Reyes",
			"Red lanterns", "en", 1600, 400);

	private Collections() {
	}

	public static CollectionChanged collection(String slug, @Nullable OffsetDateTime startsAt,
			@Nullable OffsetDateTime endsAt, List<String> pinned, @Nullable String tag) {
		return new CollectionChanged(slug, "All of " + slug, "The year begins.", LANTERNS, startsAt, endsAt, pinned,
				tag, START.minusDays(4));
	}

	public static CollectionChanged always(String slug, String title) {
		return new CollectionChanged(slug, title, null, null, null, null, List.of("a"), null, START);
	}

}
