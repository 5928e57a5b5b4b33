"""Tidy frames of what numcheck finds: the columns of each table, and how they come from records."""

from __future__ import annotations
