package io.broadsheet.ingest.imports.ninjs;

import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

import io.broadsheet.ingest.field.DraftImage;
import io.broadsheet.ingest.imports.item.Links;
import io.broadsheet.ingest.imports.item.Markup;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * The pictures that are associated with a ninjs item: of each the largest rendition that
 * browsers can show. One that its source withholds is left out.
 */
final class NinjsPictures {

	private static final Pattern TYPE = Pattern.compile("(?i)image/(?:jpe?g|png|gif|webp|avif)");

	private static final Pattern NAME = Pattern.compile("(?i)[^?#]*\\.(?:jpe?g|png|gif|webp|avif)(?:[?#].*)?");

	private static final String[] ALTERNATIVE = { "altText", "alt", "alternative" };

	private static final int MOST = 100;

	private static final int LONGEST_CAPTION = 2000;

	private static final int LONGEST_CREDIT = 500;

	private NinjsPictures() {
	}

	static List<DraftImage> of(JsonNode item) {
		return Property.objects(item, "associations")
			.filter((picture) -> Property.is(picture, "type", "picture", "graphic"))
			.filter((picture) -> !Property.is(picture, "pubStatus", "withheld", "canceled"))
			.flatMap((picture) -> image(picture).stream())
			.limit(MOST)
			.toList();
	}

	private static Optional<DraftImage> image(JsonNode picture) {
		return Property.objects(picture, "renditions")
			.filter(NinjsPictures::isForBrowsers)
			.max(Comparator.comparingInt(NinjsPictures::width))
			.map((rendition) -> new DraftImage(String.valueOf(Property.text(rendition, "href")), caption(picture),
					Markup.words(Property.first(picture, "creditLine", "by", "copyrightHolder"), LONGEST_CREDIT),
					alternative(picture), null, Property.pixels(rendition, "width"),
					Property.pixels(rendition, "height")));
	}

	private static boolean isForBrowsers(JsonNode rendition) {
		String href = Property.text(rendition, "href");
		String type = Property.text(rendition, "contentType");
		return (href != null && Links.isUsable(href))
				&& ((type != null) ? TYPE.matcher(type).matches() : NAME.matcher(href).matches());
	}

	private static int width(JsonNode rendition) {
		return Objects.requireNonNullElse(Property.pixels(rendition, "width"), 0);
	}

	private static @Nullable String caption(JsonNode picture) {
		return descriptions(picture).filter((description) -> !Property.is(description, "role", ALTERNATIVE))
			.min(Comparator.comparing((description) -> !Property.is(description, "role", "caption")))
			.map(NinjsPictures::words)
			.orElse(null);
	}

	private static @Nullable String alternative(JsonNode picture) {
		String text = Property.first(picture, "altText", "alt");
		return (text != null) ? Markup.words(text, LONGEST_CAPTION)
				: descriptions(picture).filter((description) -> Property.is(description, "role", ALTERNATIVE))
					.findFirst()
					.map(NinjsPictures::words)
					.orElse(null);
	}

	private static Stream<JsonNode> descriptions(JsonNode picture) {
		return Property.objects(picture, "descriptions")
			.filter((description) -> Property.text(description, "value") != null);
	}

	private static @Nullable String words(JsonNode description) {
		return Markup.words(Property.text(description, "value"), LONGEST_CAPTION);
	}

}
