package io.broadsheet.catalog.article;

import java.util.Arrays;
import java.util.Date;
import java.util.stream.Collectors;

import io.broadsheet.catalog.paging.Cursor;
import io.broadsheet.catalog.request.InvalidParameterException;
import io.broadsheet.events.ArticleCard;

import org.springframework.data.domain.Sort;
import org.springframework.data.mongodb.core.query.Criteria;

/**
 * The orders of lists: by a time, and then by id, so that each article has one place.
 */
public enum ArticleSort {

	/** What was published last stands first. */
	NEWEST("-publishedAt"),

	/** What was published first stands first. */
	OLDEST("publishedAt"),

	/** What was changed last stands first. */
	LAST_UPDATED("-updatedAt");

	private final String parameter;

	ArticleSort(String parameter) {
		this.parameter = parameter;
	}

	/**
	 * Reads a sort.
	 * @param parameter a field, with a minus if its greatest value stands first
	 * @return the sort
	 * @throws InvalidParameterException if there is no such sort
	 */
	public static ArticleSort of(String parameter) {
		return Arrays.stream(values())
			.filter((sort) -> sort.parameter.equals(parameter))
			.findFirst()
			.orElseThrow(() -> new InvalidParameterException("sort", "must be one of "
					+ Arrays.stream(values()).map(ArticleSort::parameter).collect(Collectors.joining(", "))));
	}

	/**
	 * The sort as it stands in an address.
	 * @return a field, with a minus if its greatest value stands first
	 */
	public String parameter() {
		return this.parameter;
	}

	/**
	 * The order of documents.
	 * @return an order that an index has
	 */
	public Sort order() {
		return Sort.by(isAscending() ? Sort.Direction.ASC : Sort.Direction.DESC, field(), "_id");
	}

	/**
	 * What stands after a place.
	 * @param place the place
	 * @return criteria of documents
	 */
	public Criteria after(Cursor place) {
		Date time = Date.from(place.time());
		if (isAscending()) {
			return Criteria.where(field())
				.gte(time)
				.orOperator(Criteria.where(field()).gt(time), Criteria.where("_id").gt(place.id()));
		}
		return Criteria.where(field())
			.lte(time)
			.orOperator(Criteria.where(field()).lt(time), Criteria.where("_id").lt(place.id()));
	}

	/**
	 * The place right after an article.
	 * @param card the article's
	 * @return the place
	 */
	public Cursor place(ArticleCard card) {
		return new Cursor(((this == LAST_UPDATED) ? card.updatedAt() : card.publishedAt()).toInstant(), card.id());
	}

	private boolean isAscending() {
		return !this.parameter.startsWith("-");
	}

	private String field() {
		return isAscending() ? this.parameter : this.parameter.substring(1);
	}

}
