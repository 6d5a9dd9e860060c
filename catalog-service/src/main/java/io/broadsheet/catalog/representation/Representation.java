package io.broadsheet.catalog.representation;

import java.util.Comparator;
import java.util.List;

import io.broadsheet.catalog.PublisherSettings;
import io.broadsheet.events.Article;

import org.springframework.http.HttpHeaders;
import org.springframework.http.InvalidMediaTypeException;
import org.springframework.http.MediaType;
import org.springframework.web.server.NotAcceptableStatusException;

/**
 * The choice of how an article is written. Proactive negotiation as in RFC 9110, 12.5.1:
 * of each type the most specific range of {@code Accept} counts, zero refuses it, and at
 * a draw the first type here wins.
 */
public enum Representation {

	/** The API's own JSON. */
	JSON(MediaType.APPLICATION_JSON, ""),

	/** JSON-LD of schema.org. */
	JSON_LD(MediaType.parseMediaType(NewsArticle.MEDIA_TYPE), "-ld");

	private static final List<MediaType> TYPES = List.of(JSON.mediaType, JSON_LD.mediaType);

	private final MediaType mediaType;

	private final String eTagSuffix;

	Representation(MediaType mediaType, String eTagSuffix) {
		this.mediaType = mediaType;
		this.eTagSuffix = eTagSuffix;
	}

	/**
	 * Chooses what to answer with.
	 * @param request the request's headers
	 * @return the representation that is wanted most
	 * @throws NotAcceptableStatusException if none is wanted, or nonsense
	 */
	public static Representation of(HttpHeaders request) {
		List<MediaType> accepted = accepted(request);
		if (accepted.isEmpty() || JSON.quality(accepted) > 0 && JSON.quality(accepted) >= JSON_LD.quality(accepted)) {
			return JSON;
		}
		if (JSON_LD.quality(accepted) > 0) {
			return JSON_LD;
		}
		throw new NotAcceptableStatusException(TYPES);
	}

	/**
	 * The type of the answer.
	 * @return what stands in {@code Content-Type}
	 */
	public MediaType mediaType() {
		return this.mediaType;
	}

	/**
	 * The entity tag. Strong ones have to differ between representations of the same
	 * revision (RFC 9110, 8.8.3).
	 * @param revision the article's revision
	 * @return the quoted tag
	 */
	public String eTag(long revision) {
		return "\"" + revision + this.eTagSuffix + "\"";
	}

	/**
	 * Writes an article.
	 * @param article the article
	 * @param publisher who publishes it
	 * @return what becomes the body
	 */
	public Object of(Article article, PublisherSettings publisher) {
		return (this == JSON) ? ArticleView.of(article, publisher.zone()) : NewsArticle.of(article, publisher);
	}

	private double quality(List<MediaType> accepted) {
		return accepted.stream()
			.filter((range) -> range.includes(this.mediaType))
			.max(Comparator.comparingInt(Representation::specificity))
			.map(MediaType::getQualityValue)
			.orElse(0.0);
	}

	private static int specificity(MediaType range) {
		if (range.isWildcardType()) {
			return 0;
		}
		return range.isWildcardSubtype() ? 1 : 2;
	}

	private static List<MediaType> accepted(HttpHeaders request) {
		try {
			return request.getAccept();
		}
		catch (InvalidMediaTypeException ex) {
			throw new NotAcceptableStatusException("Accept can't be read: " + ex.getMessage());
		}
	}

}
