package io.broadsheet.ingest.audience;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * How readers are told apart.
 *
 * @param visitorSecret the key that visitors are hashed with; random if empty
 * @param rememberedUserAgents for how many user agents it is remembered whether they are
 * a robot's
 */
@ConfigurationProperties("broadsheet.audience")
record AudienceSettings(@DefaultValue("") String visitorSecret, @DefaultValue("10000") int rememberedUserAgents) {
}
