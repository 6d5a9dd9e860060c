package io.broadsheet.ingest.imports.feed;

import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import com.rometools.modules.mediarss.MediaEntryModule;
import com.rometools.modules.mediarss.MediaModule;
import com.rometools.modules.mediarss.types.Credit;
import com.rometools.modules.mediarss.types.MediaContent;
import com.rometools.modules.mediarss.types.MediaGroup;
import com.rometools.modules.mediarss.types.Metadata;
import com.rometools.modules.mediarss.types.Thumbnail;
import com.rometools.modules.mediarss.types.UrlReference;
import com.rometools.rome.feed.synd.SyndEnclosure;
import com.rometools.rome.feed.synd.SyndEntry;
import io.broadsheet.ingest.field.DraftImage;
import io.broadsheet.ingest.imports.item.Links;
import io.broadsheet.ingest.imports.item.Markup;
import org.jspecify.annotations.Nullable;

/**
 * The pictures of an entry: of <a href= "https://www.rssboard.org/media-rss">Media
 * RSS</a>, and enclosures. A picture with an address that is not of the web is left out.
 */
final class FeedImages {

	private static final Pattern PICTURE = Pattern.compile("(?i)[^?#]*\\.(?:jpe?g|png|gif|webp|avif)(?:[?#].*)?");

	private static final int MOST = 100;

	private static final int LONGEST_CAPTION = 2000;

	private static final int LONGEST_CREDIT = 500;

	private FeedImages() {
	}

	static List<DraftImage> of(SyndEntry entry) {
		MediaEntryModule media = (entry.getModule(MediaModule.URI) instanceof MediaEntryModule module) ? module : null;
		List<DraftImage> images = Stream.concat((media != null) ? ofMedia(media) : Stream.empty(), enclosures(entry))
			.toList();
		return distinct((images.isEmpty() && media != null) ? thumbnails(media) : images.stream());
	}

	private static List<DraftImage> distinct(Stream<DraftImage> images) {
		return images.filter((image) -> Links.isUsable(image.url()))
			.collect(Collectors.toMap(DraftImage::url, Function.identity(), (first, second) -> first,
					LinkedHashMap::new))
			.values()
			.stream()
			.limit(MOST)
			.toList();
	}

	private static Stream<DraftImage> ofMedia(MediaEntryModule media) {
		Stream<DraftImage> groups = Arrays.stream(media.getMediaGroups())
			.flatMap((group) -> largest(group).map((content) -> image(content, group.getMetadata())));
		Stream<DraftImage> contents = Arrays.stream(media.getMediaContents())
			.filter(FeedImages::isPicture)
			.map((content) -> image(content, media.getMetadata()));
		return Stream.concat(groups, contents);
	}

	/** A group holds one picture in several sizes. */
	private static Stream<MediaContent> largest(MediaGroup group) {
		return Arrays.stream(group.getContents())
			.filter(FeedImages::isPicture)
			.max(Comparator.comparingInt((content) -> Objects.requireNonNullElse(content.getWidth(), 0)))
			.stream();
	}

	private static boolean isPicture(MediaContent content) {
		if (!(content.getReference() instanceof UrlReference)) {
			return false;
		}
		if (content.getMedium() != null) {
			return content.getMedium().equals("image");
		}
		return (content.getType() != null) ? isPicture(content.getType())
				: PICTURE.matcher(content.getReference().toString()).matches();
	}

	private static boolean isPicture(String type) {
		return type.toLowerCase(Locale.ROOT).startsWith("image/");
	}

	private static DraftImage image(MediaContent content, @Nullable Metadata around) {
		Metadata own = content.getMetadata();
		String caption = first(own, around, Metadata::getDescription);
		String title = first(own, around, Metadata::getTitle);
		return new DraftImage(content.getReference().toString(),
				Markup.words((caption != null) ? caption : title, LONGEST_CAPTION),
				Markup.words(first(own, around, FeedImages::credit), LONGEST_CREDIT), null, null,
				positive(content.getWidth()), positive(content.getHeight()));
	}

	private static @Nullable String first(@Nullable Metadata own, @Nullable Metadata around,
			Function<Metadata, @Nullable String> property) {
		String value = (own != null) ? property.apply(own) : null;
		return (value == null && around != null) ? property.apply(around) : value;
	}

	private static @Nullable String credit(Metadata metadata) {
		Credit[] credits = metadata.getCredits();
		return (credits != null && credits.length > 0) ? credits[0].getName() : null;
	}

	private static Stream<DraftImage> enclosures(SyndEntry entry) {
		return entry.getEnclosures()
			.stream()
			.filter((enclosure) -> enclosure.getUrl() != null && enclosure.getType() != null
					&& isPicture(enclosure.getType()))
			.map(SyndEnclosure::getUrl)
			.map((url) -> new DraftImage(url.strip(), null, null, null, null, null, null));
	}

	private static Stream<DraftImage> thumbnails(MediaEntryModule media) {
		Thumbnail[] thumbnails = (media.getMetadata() != null) ? media.getMetadata().getThumbnail() : null;
		return (thumbnails != null) ? Arrays.stream(thumbnails)
			.filter((thumbnail) -> thumbnail.getUrl() != null)
			.max(Comparator.comparingInt((thumbnail) -> Objects.requireNonNullElse(thumbnail.getWidth(), 0)))
			.stream()
			.map((thumbnail) -> new DraftImage(thumbnail.getUrl().toString(), null, null, null, null,
					positive(thumbnail.getWidth()), positive(thumbnail.getHeight())))
				: Stream.empty();
	}

	private static @Nullable Integer positive(@Nullable Integer pixels) {
		return (pixels != null && pixels > 0) ? pixels : null;
	}

}
