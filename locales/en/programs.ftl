# What programs are told when the API does not do what was asked (RFC 9457).
problem-not-found-title = There is no such address or object
problem-not-found-text = The address has a mistake, the object is not there, or the owner of the token does not see it.
problem-forbidden-title = The rights do not reach this far
problem-forbidden-text = The roles of the token's owner do not allow this.
problem-sign-in-first-title = A valid token is needed
problem-sign-in-first-text = There is no header "Authorization: Bearer oqu_…", or the token is unknown, has ended, was revoked, or its owner's account is locked.
problem-reach-title = The token does not reach this
problem-reach-text = The act is not within the reach of the token. The words that it needs stand beside each act in openapi.json.
problem-bad-request-title = The request cannot be understood
problem-bad-request-text = The request is incomplete or damaged. Nothing has changed.
problem-json-title = The body is no JSON object
problem-json-text = The body must be one JSON object in UTF-8. The mistake is in line { $line }, character { $column }. Nothing has changed.
problem-fields-title = Some values were not taken
problem-fields-text = Which fields were not taken, and why, stands in the list "errors". Nothing has changed.
problem-method-title = This address does not know the method
problem-method-text = The methods that it knows stand in the header "Allow".
problem-media-type-title = This kind of content is not taken
problem-media-type-text = Send the body with "Content-Type: application/json".
problem-too-large-title = The body is too large
problem-too-large-text = The body may have 1 MB at most. Nothing has changed.
problem-too-slow-title = The body did not arrive in time
problem-too-slow-text = The body did not come whole within 30 seconds. Nothing has changed.
problem-too-many-title = Too many requests
problem-too-many-text = { $seconds ->
    [one] Try again in { $seconds } second.
   *[other] Try again in { $seconds } seconds.
 }
problem-conflict-title = Somebody changed this at the same moment
problem-conflict-text = Nothing has changed. Send the request again.
problem-own-role-title = Nobody ends their own role of administrator
problem-own-role-text = A token cannot end its owner's role of administrator. Another administrator does that.
problem-changed-title = The object has changed meanwhile
problem-changed-text = The version in the header "If-Match" is out of date. Read the object again and repeat with its new "ETag".
problem-version-missing-title = No version was named
problem-version-missing-text = A change needs the header "If-Match" with the "ETag" of the object.
problem-repeat-title = The key belongs to another request
problem-repeat-text = Another request came with this "Idempotency-Key" before. Give a new request a new key.
problem-disk-full-title = The server has no space left
problem-disk-full-text = Nothing was saved. Everything saved before is in place.
problem-unavailable-title = The server cannot answer right now
problem-unavailable-text = The link to the database is broken. Try again in a minute.
problem-internal-title = This is our mistake
problem-internal-text = It has been logged. If you ask about it, give the number in "instance".
