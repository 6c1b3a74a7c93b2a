"""What searches of an archive have found, kept beside it; brought up to date instead of made anew."""

from duplicates.results.store import Stored, findings_of, folder_of, kept_findings, remove_results

__all__ = ["Stored", "findings_of", "folder_of", "kept_findings", "remove_results"]
