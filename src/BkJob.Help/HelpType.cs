namespace BkJob.Help;

/// <summary>An input or output type of a cmdlet.</summary>
/// <param name="Name">Full name.</param>
/// <param name="Description">Paragraphs.</param>
public sealed record HelpType(string Name, IReadOnlyList<string> Description);
