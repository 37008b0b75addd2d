"""What 1EdTech's data model says of an achievement credential of Open Badges 3.0, as a JSON Schema.

No package that can be installed carries the schema that 1EdTech publishes (ob_v3p0_achievementcredential_schema.json). This is made of the
tables of the specification's source (`ob_v3p0/common_credentials.lines` in 1EdTech/openbadges-specification): names, kinds and how many of
each there may be, for the classes that a badge of a portfolio has. It is stricter than the standard: a name that is not in the table is wrong
everywhere, though the standard lets some classes be extended.
"""

from __future__ import annotations

from typing import Any

URI = {"type": "string", "pattern": "^[a-z][a-z0-9+.-]*:\\S+$"}
TEXT = {"type": "string", "minLength": 1}
TIME = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$", "format": "date-time"}
EXTENDED = "^ext:[a-zA-Z0-9._-]+$"
CONTEXT = {
    "type": "array",
    "prefixItems": [
        {"const": "https://www.w3.org/ns/credentials/v2"},
        {"pattern": r"^https://purl\.imsglobal\.org/spec/ob/v3p0/context(-3\.\d\.\d)*\.json$"},
    ],
    "minItems": 2,
}


def words(*known: str) -> dict[str, Any]:
    return {"anyOf": [{"enum": list(known)}, {"type": "string", "pattern": EXTENDED}]}


_KINDS: dict[str, Any] = {
    "URI": URI,
    "Text": TEXT,
    "Time": TIME,
    "Flag": {"type": "boolean"},
    "Context": CONTEXT,
    "Language": {"type": "string", "pattern": "^[a-z]{2,4}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$"},
    "AchievementType": words("Achievement", "Assessment", "Assignment", "Award", "Badge", "Competency", "Course", "LearningProgram"),
    "ResultType": words("PerformanceLevel", "RawScore", "Result", "RubricCriterion", "RubricCriterionLevel", "RubricScore", "Status"),
    "IdentifierType": words("name", "sourcedId", "systemId", "userName", "accountId", "emailAddress", "identifier"),
}
# The name of each property, its kind, and how many there are: 1, ? for none or one, * for a list.
_CLASSES: dict[str, str] = {
    "AchievementCredential": "@context Context 1, id URI 1, name Text ?, description Text ?, awardedDate Time ?, issuer Profile 1, validFrom Time 1, "
    "validUntil Time ?, credentialSubject AchievementSubject 1, evidence Evidence *, credentialSchema CredentialSchema *",
    "AchievementSubject": "id URI ?, achievement Achievement 1, identifier IdentityObject *, narrative Text ?, result Result *, role Text ?, "
    "source Profile ?, term Text ?, activityStartDate Time ?, activityEndDate Time ?",
    "Achievement": "id URI 1, achievementType AchievementType ?, creator Profile ?, criteria Criteria 1, description Text 1, fieldOfStudy Text ?, "
    "humanCode Text ?, inLanguage Language ?, name Text 1, resultDescription ResultDescription *, specialization Text ?, tag Text *, version Text ?",
    "Criteria": "id URI ?, narrative Text ?",
    "Evidence": "id URI ?, narrative Text ?, name Text ?, description Text ?, genre Text ?, audience Text ?",
    "Profile": "id URI 1, name Text ?, url URI ?, description Text ?, email Text ?",
    "IdentityObject": "hashed Flag 1, identityHash Text 1, identityType IdentifierType 1, salt Text ?",
    "Result": "achievedLevel URI ?, resultDescription URI ?, value Text ?",
    "ResultDescription": "id URI 1, name Text 1, resultType ResultType 1, requiredLevel URI ?, rubricCriterionLevel RubricCriterionLevel *",
    "RubricCriterionLevel": "id URI 1, description Text ?, level Text ?, name Text 1, points Text ?",
    "CredentialSchema": "id URI 1",
}
_ONE_TYPE = {
    "IdentityObject": {"const": "IdentityObject"},
    "CredentialSchema": {"const": "1EdTechJsonSchemaValidator2019"},
    "Criteria": None,
}
"""The classes whose type is one word, and the one that needs none; the others have a list of words, their own name among them."""


def schema() -> dict[str, Any]:
    """Give the schema of a credential."""
    return {"$ref": "#/$defs/AchievementCredential", "$defs": {**_KINDS, **{name: _class(name) for name in _CLASSES}}}


def _class(name: str) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required = []
    for row in _CLASSES[name].split(", "):
        field, kind, many = row.split()
        to = {"$ref": f"#/$defs/{kind}"}
        properties[field] = {"type": "array", "items": to, "minItems": 1} if many == "*" else to
        required += [field] if many == "1" else []
    of_type = _ONE_TYPE.get(name, _listed(name))
    if of_type:
        properties["type"] = of_type
        required.append("type")
    found = {"type": "object", "properties": properties, "required": required, "additionalProperties": False}
    return {**found, "anyOf": [{"required": ["id"]}, {"required": ["identifier"]}]} if name == "AchievementSubject" else found


def _listed(name: str) -> dict[str, Any]:
    has = [{"contains": {"const": name}}]
    if name == "AchievementCredential":
        has = [{"contains": {"const": "VerifiableCredential"}}, {"contains": {"enum": ["AchievementCredential", "OpenBadgeCredential"]}}]
    return {"type": "array", "items": TEXT, "uniqueItems": True, "allOf": has}
