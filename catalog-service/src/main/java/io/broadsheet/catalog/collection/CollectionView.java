package io.broadsheet.catalog.collection;

import java.time.OffsetDateTime;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.broadsheet.events.ArticleCard;
import io.broadsheet.events.CollectionChanged;
import io.broadsheet.events.Image;
import org.jspecify.annotations.Nullable;

/**
 * A collection as the API shows it: its banner and a page of its articles.
 *
 * @param slug names the collection
 * @param title plain text
 * @param summary what it is about, plain text
 * @param image the banner
 * @param startsAt when readers were to see it from, in the publisher's zone
 * @param endsAt the first moment when they no longer do, in the publisher's zone
 * @param count how many articles it has, on all pages
 * @param items the page's
 * @param next the cursor that goes on after them, or null at the end
 */
record CollectionView(String slug, String title, @Nullable String summary, @Nullable Image image,
		@Nullable OffsetDateTime startsAt, @Nullable OffsetDateTime endsAt, long count, List<ArticleCard> items,
		@JsonInclude(JsonInclude.Include.ALWAYS) @Nullable String next) {

	CollectionView {
		items = List.copyOf(items);
	}

	static CollectionView of(CollectionChanged collection, long count, List<ArticleCard> items, @Nullable String next) {
		return new CollectionView(collection.slug(), collection.title(), collection.summary(), collection.image(),
				collection.startsAt(), collection.endsAt(), count, items, next);
	}

	/**
	 * The banner alone, as lists of collections show it.
	 *
	 * @param slug names the collection
	 * @param title plain text
	 * @param summary what it is about, plain text
	 * @param image the banner
	 * @param startsAt when readers were to see it from, in the publisher's zone
	 * @param endsAt the first moment when they no longer do, in the publisher's zone
	 * @param count how many articles it has
	 */
	record Banner(String slug, String title, @Nullable String summary, @Nullable Image image,
			@Nullable OffsetDateTime startsAt, @Nullable OffsetDateTime endsAt, long count) {

		static Banner of(CollectionChanged collection, long count) {
			return new Banner(collection.slug(), collection.title(), collection.summary(), collection.image(),
					collection.startsAt(), collection.endsAt(), count);
		}

	}

}
