package io.broadsheet.catalog.feed;

import java.time.OffsetDateTime;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

import io.broadsheet.events.Image;
import org.jdom2.Verifier;
import org.jspecify.annotations.Nullable;

/**
 * A feed, whatever it is written as. Its texts have no characters that XML can't carry.
 *
 * @param title the newspaper's name, and what part of it this is
 * @param publisher the newspaper's name
 * @param address where the feed itself is
 * @param home where its readers read
 * @param language BCP 47 tag of the newspaper's language
 * @param items the articles, newest first
 */
record Feed(String title, String publisher, String address, String home, String language, List<Item> items) {

	Feed {
		title = legible(title);
		publisher = legible(publisher);
		items = List.copyOf(items);
	}

	/**
	 * When anything in the feed last changed.
	 * @return the latest change of an item, or nothing if there are none
	 */
	Optional<OffsetDateTime> updatedAt() {
		return this.items.stream().map(Item::updatedAt).max(Comparator.comparing(OffsetDateTime::toInstant));
	}

	private static String legible(String text) {
		return text.codePoints()
			.filter(Verifier::isXMLCharacter)
			.collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
			.toString();
	}

	/**
	 * An article as feeds show it.
	 *
	 * @param id the article's id, which stays whatever else changes
	 * @param url canonical address
	 * @param headline plain text
	 * @param summary standfirst, plain text
	 * @param language BCP 47 tag
	 * @param categories the slugs of the section and then of the tags
	 * @param authors names, in the order of the byline
	 * @param image the most important picture
	 * @param publishedAt when readers could first see it, in the publisher's zone
	 * @param updatedAt when it was last changed, in the publisher's zone
	 */
	record Item(String id, String url, String headline, @Nullable String summary, String language,
			List<String> categories, List<String> authors, @Nullable Image image, OffsetDateTime publishedAt,
			OffsetDateTime updatedAt) {

		Item {
			url = legible(url);
			headline = legible(headline);
			summary = legibleOrNull(summary);
			categories = categories.stream().map(Feed::legible).distinct().toList();
			authors = authors.stream().map(Feed::legible).toList();
			image = (image != null) ? legibleImage(image) : null;
		}

		private static Image legibleImage(Image image) {
			return new Image(legible(image.url()), legibleOrNull(image.caption()), legibleOrNull(image.credit()),
					legibleOrNull(image.alt()), image.language(), image.width(), image.height());
		}

		private static @Nullable String legibleOrNull(@Nullable String text) {
			return (text != null) ? legible(text) : null;
		}

	}

}
