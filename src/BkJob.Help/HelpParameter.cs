namespace BkJob.Help;

/// <summary>A parameter of a cmdlet.</summary>
/// <param name="Name">Its name, without the dash.</param>
/// <param name="Description">Paragraphs.</param>
/// <param name="Block">What can be told without words.</param>
public sealed record HelpParameter(string Name, IReadOnlyList<string> Description, ParameterBlock Block);
