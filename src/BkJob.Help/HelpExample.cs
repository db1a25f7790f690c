namespace BkJob.Help;

/// <summary>An example of a cmdlet.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Introduction">The paragraphs before the code.</param>
/// <param name="Code">The code.</param>
/// <param name="Output">The output; empty if there is none.</param>
/// <param name="Remarks">The paragraphs after it.</param>
public sealed record HelpExample(
    string Title, IReadOnlyList<string> Introduction, string Code, string Output, IReadOnlyList<string> Remarks);
