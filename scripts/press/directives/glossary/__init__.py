"""Link references to the terms of the glossary."""
