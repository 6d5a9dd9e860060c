package io.broadsheet.catalog.feed;

import java.time.OffsetDateTime;
import java.util.List;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import io.broadsheet.events.EventJson;
import io.broadsheet.events.Image;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;

import org.springframework.http.MediaType;

/**
 * <a href="https://www.jsonfeed.org/version/1.1/">JSON Feed 1.1</a>. Each item must have
 * a content: an article without a summary has its headline there.
 */
class JsonFeedFormat implements FeedFormat {

	private static final MediaType MEDIA_TYPE = new MediaType("application", "feed+json");

	private static final String VERSION = "https://jsonfeed.org/version/1.1";

	private final JsonMapper json = EventJson.mapper();

	@Override
	public MediaType mediaType() {
		return MEDIA_TYPE;
	}

	@Override
	public byte[] write(Feed feed) {
		return this.json
			.writeValueAsBytes(new Document(VERSION, feed.title(), feed.home(), feed.address(), feed.language(),
					List.of(new Author(feed.publisher())), feed.items().stream().map(JsonFeedFormat::item).toList()));
	}

	private static Item item(Feed.Item article) {
		Image image = article.image();
		return new Item(article.id(), article.url(), article.headline(),
				(article.summary() != null) ? article.summary() : article.headline(),
				(image != null) ? image.url() : null, article.publishedAt(), article.updatedAt(), article.language(),
				article.authors().stream().map(Author::new).toList(), article.categories());
	}

	private record Document(String version, String title, @JsonProperty("home_page_url") String home,
			@JsonProperty("feed_url") String address, String language, List<Author> authors, List<Item> items) {

	}

	private record Item(String id, String url, String title, @JsonProperty("content_text") String text,
			@Nullable String image, @JsonProperty("date_published") OffsetDateTime publishedAt,
			@JsonProperty("date_modified") OffsetDateTime updatedAt, String language,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<Author> authors,
			@JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> tags) {

	}

	private record Author(String name) {

	}

}
