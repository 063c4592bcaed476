//go:build unix && !linux

package socketmod

var systemConstants = [...]constant{{"AI_PASSIVE", aiPassive}, {"AI_CANONNAME", aiCanonname}, {"AI_NUMERICHOST", aiNumerichost}, {"AI_NUMERICSERV", aiNumericserv},
	{"NI_NUMERICHOST", niNumerichost}, {"NI_NUMERICSERV", niNumericserv}, {"NI_NAMEREQD", niNamereqd}, {"EAI_NONAME", eaiNoname}, {"EAI_AGAIN", eaiAgain}, {"EAI_FAMILY", eaiFamily}}
