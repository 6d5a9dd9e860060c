package io.broadsheet.catalog.article;

import java.net.URI;

import io.broadsheet.catalog.entry.CatalogEntry;

import org.springframework.http.HttpStatus;
import org.springframework.web.ErrorResponseException;

/**
 * The article at this address was withdrawn; the answer says why.
 */
public final class ArticleGoneException extends ErrorResponseException {

	/**
	 * Creates the answer.
	 * @param entry what is left of the article
	 */
	public ArticleGoneException(CatalogEntry.Withdrawn entry) {
		super(HttpStatus.GONE);
		setType(URI.create("/problems/gone"));
		setTitle("This article was withdrawn");
		setDetail(entry.withdrawal().reason());
	}

}
