"""Users, what they hold for the whole county, and what a permission is.

Roles at a principal are kept by `principals`, roles in a forum by `forums`; member, chair and attester follow from
seats and meetings. Swedish terms: användare, samordnare (coordinator), läsare (reader), administratör.
"""
