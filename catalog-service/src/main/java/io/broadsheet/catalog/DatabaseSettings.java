package io.broadsheet.catalog;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How long MongoDB is waited for.
 *
 * @param connectTimeout until a server is found and a connection is there
 * @param answerTimeout until a command is answered
 */
@ConfigurationProperties("broadsheet.database")
record DatabaseSettings(@DefaultValue("2s") Duration connectTimeout, @DefaultValue("10s") Duration answerTimeout) {
}
