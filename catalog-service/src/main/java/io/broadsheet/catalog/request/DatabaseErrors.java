package io.broadsheet.catalog.request;

import com.mongodb.MongoException;

import org.springframework.dao.DataAccessException;
import org.springframework.web.ErrorResponse;
import org.springframework.web.bind.annotation.ExceptionHandler;
import org.springframework.web.bind.annotation.RestControllerAdvice;

/**
 * Answers for every route while the database can't be asked, so that none has to see to
 * it.
 */
@RestControllerAdvice
class DatabaseErrors {

	@ExceptionHandler({ DataAccessException.class, MongoException.class })
	ErrorResponse unavailable(Exception ex) {
		return new CatalogUnavailableException(ex);
	}

}
