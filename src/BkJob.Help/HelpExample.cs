namespace BkJob.Help;

/// <summary>An example of a cmdlet.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Introduction">The paragraphs before the code.</param>
/// <param name="Code">What is typed.</param>
/// <param name="Output">What is printed then; empty where nothing is.</param>
/// <param name="Remarks">The paragraphs behind it.</param>
public sealed record HelpExample(
    string Title, IReadOnlyList<string> Introduction, string Code, string Output, IReadOnlyList<string> Remarks);
