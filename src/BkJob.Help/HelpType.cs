namespace BkJob.Help;

/// <summary>A type that a cmdlet takes or writes.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Description">Paragraphs.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Description);
