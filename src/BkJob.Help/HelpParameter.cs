namespace BkJob.Help;

/// <summary>A parameter of a cmdlet.</summary>
/// <param name="Name">Its name, without the dash.</param>
/// <param name="Description">Paragraphs.</param>
/// <param name="Block">The YAML block.</param>
public sealed record HelpParameter(string Name, IReadOnlyList<string> Description, ParameterBlock Block);
