package io.broadsheet.gateway.docs;

import java.time.Duration;

import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * How the documentation is given out.
 *
 * @param maxAge for how long a document may be used without asking; it changes with the
 * gateway's version alone
 */
@ConfigurationProperties("broadsheet.docs")
record DocsSettings(Duration maxAge) {

}
